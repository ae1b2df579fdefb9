import { expect, test } from "vitest";
import { createSpeedMeter } from "#app/features/generation/run/speed-meter.ts";

test("tokens are told once there is a second of them, over the ends of draws", () => {
  const meter = createSpeedMeter();
  meter.begin(0);
  expect(meter.read(40, 600)).toBeNull();
  meter.begin(5_000);
  expect(meter.read(30, 5_600)).toEqual({ tokens: 70, seconds: 1.2 });
  expect(meter.read(35, 5_700)).toBeNull();
  expect(meter.rest()).toEqual({ tokens: 5, seconds: 0.1 });
  expect(meter.rest()).toBeNull();
});

test("time in which the draw holds still does not count", () => {
  const meter = createSpeedMeter();
  meter.begin(0);
  meter.read(10, 500);
  meter.hold(500);
  meter.goOn(60_500);
  expect(meter.read(20, 61_000)).toEqual({ tokens: 20, seconds: 1 });
});
