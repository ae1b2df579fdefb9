/** What an address may do beyond what every member may. */
export const roles = ["reviewer"] as const;
export type Role = (typeof roles)[number];
