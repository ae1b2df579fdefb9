const pollMs = 200;
const patienceMs = 120_000;

/** Asks again and again until it is so; says what it waited for when it never is. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`The story waited ${patienceMs / 1_000} seconds in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
