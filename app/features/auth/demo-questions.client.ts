// What the demo wallet is waiting to be told, first come first. Its window shows the first and answers it.
import type { DemoPerson } from "#app/features/auth/demo-people.ts";

export type DemoCandidate = { person: DemoPerson; address: string };

export type DemoSubject =
  | { kind: "person"; candidates: ReadonlyArray<DemoCandidate>; current: DemoCandidate | null }
  | { kind: "message"; signer: DemoCandidate; text: string }
  | { kind: "typed-data"; signer: DemoCandidate; primaryType: string; contract: string; fields: ReadonlyArray<Field> }
  | { kind: "transaction"; signer: DemoCandidate; to: string; call: string; fields: ReadonlyArray<Field> };

export type Field = { name: string; value: string };

/** A yes carries who was chosen, where that is the question. */
export type DemoQuestion = { id: number; subject: DemoSubject; answer: (yes: DemoCandidate | true | null) => void };

let waiting: ReadonlyArray<DemoQuestion> = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** @returns the chosen person or true, null when refused */
export function askDemoMember(subject: DemoSubject): Promise<DemoCandidate | true | null> {
  return new Promise((resolve) => {
    lastId += 1;
    const id = lastId;
    const answer = (yes: DemoCandidate | true | null) => {
      change(waiting.filter((question) => question.id !== id));
      resolve(yes);
    };
    change([...waiting, { id, subject, answer }]);
  });
}

export function firstDemoQuestion(): DemoQuestion | null {
  return waiting[0] ?? null;
}

export function watchDemoQuestions(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: ReadonlyArray<DemoQuestion>): void {
  waiting = next;
  for (const listener of listeners) listener();
}
