// What this browser remembers of the person's wishes: settings, and which downloads were allowed.
import { z } from "zod";
import { type Ask, defaultSettings, type GeneratorSettings } from "#app/features/generation/run/generator-state.ts";

const settingsKey = "praca-generator";
const allowedKey = "praca-downloads";

const settingsSchema = z.object({
  tokensPerSecond: z.number().min(0).max(1_000_000),
  onlyWhileCharging: z.boolean(),
  onlyWhileIdle: z.boolean(),
});
const allowedSchema = z.array(z.string());

export function rememberedSettings(): GeneratorSettings {
  return settingsSchema.safeParse(read(settingsKey)).data ?? defaultSettings;
}

export function rememberSettings(settings: GeneratorSettings): void {
  write(settingsKey, settings);
}

/** @param files which model, as `id revision` */
export function isLargeDownloadAllowed(files: string): boolean {
  return (allowedSchema.safeParse(read(allowedKey)).data ?? []).includes(files);
}

/** A large download is asked for once; a metered one each time, since what it costs depends on where one is. */
export function rememberAllowed(kind: Ask["kind"], files: string): void {
  if (kind !== "large-download") return;
  const before = allowedSchema.safeParse(read(allowedKey)).data ?? [];
  write(allowedKey, [...new Set([...before, files])]);
}

function read(key: string): unknown {
  try {
    return JSON.parse(window.localStorage.getItem(key) ?? "null");
  } catch {
    // Storage may be closed to us, or hold what an older page wrote.
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Then it is remembered for this visit only.
  }
}
