/** The same cluster, another database. */
export function urlOfDatabase(clusterUrl: string, name: string): string {
  return clusterUrl.replace("@/postgres?", `@/${name}?`);
}
