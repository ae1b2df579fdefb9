/** Why a lease or an answer stays as it is, for programs. People read the catalogue. */
export const leaseRefusals = {
  "lease-expired": "The lease has ended, so nothing was changed. Lease the next task.",
  "lease-too-long": "The lease was extended as often as it can be. Answer it, or skip it.",
  "task-closed": "The task is closed, so its answers can't be changed any more.",
};
