// A proxy that lets nothing through and counts what it was asked for: whatever a browser wants from elsewhere comes by here.
import { once } from "node:events";
import { createServer } from "node:http";

export type OtherOrigins = { server: string; bytes: () => number; stop: () => Promise<void> };

export async function countOtherOrigins(): Promise<OtherOrigins> {
  let bytes = 0;
  const proxy = createServer((request, response) => {
    console.error(`The page asked for ${request.url}.`);
    response.writeHead(502).end();
  });
  proxy.on("connect", (request, socket) => {
    console.error(`The page asked for ${request.url}.`);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  proxy.on("connection", (socket) => {
    socket.on("close", () => {
      bytes += socket.bytesRead + socket.bytesWritten;
    });
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const address = proxy.address();
  if (typeof address !== "object" || !address) throw new Error("The proxy has no port.");
  return {
    server: `http://127.0.0.1:${address.port}`,
    bytes: () => bytes,
    stop: async () => {
      proxy.closeAllConnections();
      proxy.close();
      await once(proxy, "close");
    },
  };
}
