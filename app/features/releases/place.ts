/** Where a release's file is stored, and only one that its list names is ever asked for. */
export function storedName(releaseId: string, path: string): string {
  return `releases/${releaseId}/${path}`;
}
