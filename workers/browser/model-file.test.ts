import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { FileProblem } from "#workers/browser/model-download.ts";
import { type From, readModelFile } from "#workers/browser/model-file.ts";
import { pieceBytes } from "#workers/browser/model-pieces.ts";
import { pieceStore } from "#workers/browser/piece-store.ts";

const content = Buffer.from(new Uint8Array(2 * pieceBytes + 1_000).map((_zero, at) => (at * 31) % 253));
const digest = createHash("sha256").update(content).digest("hex");
const file = { path: "onnx/model.onnx", bytes: content.byteLength, sha256: digest };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

afterEach(() => vi.unstubAllGlobals());

test("a file is asked for once, and a second load asks for nothing", async () => {
  await withHub(ranged(content), async ({ address, asked, store }) => {
    expect(await digestRead({ address, store })).toBe(digest);
    expect(asked.map(({ headers }) => headers.range)).toEqual([undefined]);
    const told: Array<[number, From]> = [];
    expect(await digestRead({ address, store, onBytes: (...bytes) => told.push(bytes) })).toBe(digest);
    expect(asked).toHaveLength(1);
    expect(told).toEqual([pieceBytes, 2 * pieceBytes, content.byteLength].map((end) => [end, "cache"]));
  });
});

test("a download that breaks for good goes on, at the next load, from the piece that was missing", async () => {
  let isBroken = true;
  await withHub(
    (request, response) =>
      isBroken ? breakingAt(pieceBytes + 70_000)(request, response) : ranged(content)(request, response),
    async ({ address, asked, store }) => {
      expect(await problemOf(readFrom({ address, store }))).toBe("load-failed");
      isBroken = false;
      asked.length = 0;
      const told: Array<From> = [];
      expect(await digestRead({ address, store, onBytes: (_loaded, from) => told.push(from) })).toBe(digest);
      expect(asked.map(({ headers }) => headers.range)).toEqual([`bytes=${pieceBytes}-`]);
      expect(told[0]).toBe("cache");
    },
  );
});

test("a connection that breaks once is taken up again within the same load", async () => {
  let breaks = 1;
  const answer: Answer = (request, response) =>
    (breaks-- > 0 ? breakingAt(pieceBytes + 70_000) : ranged(content))(request, response);
  await withHub(answer, async ({ address, asked, store }) => {
    expect(await digestRead({ address, store })).toBe(digest);
    expect(asked.map(({ headers }) => headers.range)).toEqual([undefined, `bytes=${pieceBytes}-`]);
  });
});

test("a server that knows no ranges sends all again, and only what was missing is taken from it", async () => {
  let breaks = 3;
  const answer: Answer = (request, response) =>
    (breaks-- > 0 ? breakingAt(pieceBytes + 70_000) : plain(content))(request, response);
  await withHub(answer, async ({ address, store }) => {
    expect(await problemOf(readFrom({ address, store }))).toBe("load-failed");
    expect(await digestRead({ address, store })).toBe(digest);
  });
});

test("a wrong digest is told, and nothing wrong is left for the next try", async () => {
  const wrong = Buffer.from(content);
  wrong.writeUInt8((wrong[pieceBytes + 7] ?? 0) ^ 1, pieceBytes + 7);
  let served = wrong;
  await withHub(
    (request, response) => ranged(served)(request, response),
    async ({ address, store, kept }) => {
      expect(await problemOf(readFrom({ address, store }))).toBe("digest-wrong");
      expect(kept.size).toBe(0);
      served = content;
      expect(await digestRead({ address, store })).toBe(digest);
    },
  );
});

test("a file that is shorter than it should be is told as such, with ranges and without", async () => {
  const short = content.subarray(0, pieceBytes + 9);
  for (const answer of [ranged(short), plain(short)]) {
    await withHub(answer, async ({ address, store }) => {
      expect(await problemOf(readFrom({ address, store }))).toBe("file-truncated");
    });
  }
});

test("a page, a missing file and a server in trouble are three different things", async () => {
  const page: Answer = (_request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Please sign in</title>");
  };
  const codes = [page, status(404), status(503)];
  const expected = ["not-json", "file-missing", "load-failed"];
  for (const [index, answer] of codes.entries()) {
    await withHub(answer, async ({ address, store }) => {
      const config = { path: "config.json", bytes: 100 };
      expect(await problemOf(readModelFile({ file: config, address, store, onBytes: () => {} }))).toBe(expected[index]);
    });
  }
});

test("a file without a digest is kept only when it can be what it should be", async () => {
  const answers: Array<[string, string, string]> = [
    ["config.json", "application/json", '{"eos_token_id": '],
    ["onnx/model.onnx", "application/json; charset=utf-8", '{"error": "Repository not found"}'],
  ];
  for (const [path, type, body] of answers) {
    const answer: Answer = (_request, response) => void response.writeHead(200, { "Content-Type": type }).end(body);
    await withHub(answer, async ({ address, store, kept }) => {
      const at = address.replace("onnx/model.onnx", path);
      expect(await problemOf(readModelFile({ file: { path, bytes: 50 }, address: at, store, onBytes: () => {} }))).toBe(
        "not-json",
      );
      expect(kept.size).toBe(0);
    });
  }
});

test("another part than was asked for is not taken, nor the rest of a file that has changed", async () => {
  const shifted: Answer = (request, response) => {
    if (!request.headers.range) return breakingAt(pieceBytes + 70_000)(request, response);
    const part = content.subarray(5);
    response.writeHead(206, { "Content-Range": `bytes 5-${content.byteLength - 1}/${content.byteLength}` }).end(part);
  };
  await withHub(shifted, async ({ address, store }) => {
    expect(await problemOf(readFrom({ address, store }))).toBe("load-failed");
  });

  let answer = breakingAt(pieceBytes + 70_000);
  await withHub(
    (request, response) => answer(request, response),
    async ({ address, store, kept }) => {
      expect(await problemOf(readFrom({ address, store }))).toBe("load-failed");
      answer = ranged(Buffer.concat([content, content]));
      expect(await problemOf(readFrom({ address, store }))).toBe("digest-wrong");
      expect(kept.size).toBe(0);
    },
  );
});

test("where there is no room the file is read all the same, and its parts are not left behind", async () => {
  await withHub(ranged(content), async ({ address, kept }) => {
    let room = pieceBytes + 500;
    const store = pieceStore(
      cacheOf(kept, (bytes) => {
        room -= bytes;
        return room >= 0;
      }),
    );
    expect(await digestRead({ address, store })).toBe(digest);
    expect(store.isFull()).toBe(true);
    expect(kept.size).toBe(0);
  });
});

type Reading = {
  address: string;
  store: ReturnType<typeof pieceStore>;
  onBytes?: (loaded: number, from: From) => void;
};

function readFrom({ address, store, onBytes = () => {} }: Reading): Promise<Uint8Array> {
  return readModelFile({ file, address, store, onBytes });
}

async function digestRead(reading: Reading): Promise<string> {
  return createHash("sha256")
    .update(await readFrom(reading))
    .digest("hex");
}

async function problemOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.then(
    () => null,
    (problem: unknown) => problem,
  );
  return error instanceof FileProblem ? error.code : `no problem of a file: ${error}`;
}

function ranged(body: Buffer): Answer {
  return (request, response) => {
    const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? "") ?? [];
    if (from === undefined) return plain(body)(request, response);
    const part = body.subarray(Number(from));
    if (part.byteLength === 0) return status(416)(request, response);
    const range = `bytes ${from}-${body.byteLength - 1}/${body.byteLength}`;
    response.writeHead(206, { "Content-Range": range, "Content-Length": part.byteLength }).end(part);
  };
}

/** Says the whole length, and breaks off before it. */
function breakingAt(bytes: number): Answer {
  return (request, response) => {
    if (request.headers.range) return void response.destroy();
    response.writeHead(200, { "Content-Length": content.byteLength });
    response.write(content.subarray(0, bytes), () => response.destroy());
  };
}

function plain(body: Buffer): Answer {
  return (_request, response) => void response.writeHead(200, { "Content-Length": body.byteLength }).end(body);
}

function status(code: number): Answer {
  return (_request, response) => void response.writeHead(code, { "Content-Type": "text/plain" }).end("no");
}

/** A server in the hub's manner, and a store in memory in the manner of the browser's cache. */
async function withHub(
  answer: Answer,
  run: (hub: {
    address: string;
    asked: Array<IncomingMessage>;
    store: ReturnType<typeof pieceStore>;
    kept: Map<string, ArrayBuffer>;
  }) => Promise<void>,
): Promise<void> {
  vi.stubGlobal("navigator", { onLine: true });
  const asked: Array<IncomingMessage> = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const place = server.address();
  const port = typeof place === "object" && place ? place.port : 0;
  const kept = new Map<string, ArrayBuffer>();
  const address = `http://127.0.0.1:${port}/somebody/a-model/resolve/abc/onnx/model.onnx`;
  try {
    await run({ address, asked, store: pieceStore(cacheOf(kept, () => true)), kept });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The browser's Cache, which Node has not, as far as pieces need it. */
function cacheOf(
  kept: Map<string, ArrayBuffer>,
  hasRoom: (bytes: number) => boolean,
): Parameters<typeof pieceStore>[0] {
  const keyOf = (request: RequestInfo | URL) => (request instanceof Request ? request.url : String(request));
  return {
    match: async (request) => {
      const body = kept.get(keyOf(request));
      return body ? new Response(body) : undefined;
    },
    put: async (request, response) => {
      const body = await response.arrayBuffer();
      if (!hasRoom(body.byteLength)) throw new DOMException("Quota exceeded.", "QuotaExceededError");
      kept.set(keyOf(request), body);
    },
    delete: async (request) => kept.delete(keyOf(request)),
  };
}
