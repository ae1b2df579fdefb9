/**
 * One JSON-RPC call, without ethers: start.mjs needs it before anything is installed.
 * @returns {Promise<any>} the result
 * @throws when nobody answers within a second, or with an error
 */
export async function call(url, method, params) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(1000),
  });
  const answer = await response.json();
  if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
  return answer.result;
}
