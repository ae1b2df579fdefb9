/** Something the person can put right. Its message is one sentence that names it and says what to set or to run. */
export class Refusal extends Error {}
