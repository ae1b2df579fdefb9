import { expect, test } from "vitest";
import { drawControl } from "#workers/browser/draw-control.ts";

test("a draw goes on until it is stopped, and another job's stop is none of its own", async () => {
  const control = drawControl();
  expect(await control.between(1, 1)).toBe(false);
  control.stop(2);
  expect(await control.between(1, 2)).toBe(false);
  control.stop(1);
  expect(await control.between(1, 3)).toBe(true);
});

test("a pause holds a draw until it is resumed, and a stop ends it in the middle of the pause", async () => {
  const control = drawControl();
  control.pause();
  const order: Array<string> = [];
  const held = control.between(1, 1).then((isStopped) => order.push(`went on, stopped: ${isStopped}`));
  await new Promise((resolve) => setTimeout(resolve, 20));
  order.push("resumed");
  control.resume();
  await held;
  expect(order).toEqual(["resumed", "went on, stopped: false"]);

  control.pause();
  const ended = control.between(1, 2);
  control.stop(1);
  expect(await ended).toBe(true);
});

test("a pace of hardly anything holds a draw, until it is lifted or the draw is stopped", async () => {
  const control = drawControl();
  control.pace(1e-9);
  expect(await control.between(1, 0)).toBe(false);
  const order: Array<string> = [];
  const held = control.between(1, 1).then((isStopped) => order.push(`went on, stopped: ${isStopped}`));
  await new Promise((resolve) => setTimeout(resolve, 20));
  order.push("lifted");
  control.pace(0);
  await held;
  expect(order).toEqual(["lifted", "went on, stopped: false"]);

  control.pace(1e-9);
  await control.between(1, 2);
  const ended = control.between(1, 3);
  control.stop(1);
  expect(await ended).toBe(true);
});

test("with a bell, messages are let in when it has rung and at no other time", async () => {
  const control = drawControl();
  const bell = new SharedArrayBuffer(4);
  control.listen(bell);
  setImmediate(() => control.stop(1));
  for (let token = 0; token < 50; token++) expect(await control.between(1, token)).toBe(false);
  Atomics.add(new Int32Array(bell), 0, 1);
  const looks = [];
  for (let token = 50; token < 54; token++) looks.push(await control.between(1, token));
  expect(looks.at(-1)).toBe(true);
});
