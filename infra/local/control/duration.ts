const units = { W: 7 * 86_400_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 } as const;

/** Milliseconds of an ISO 8601 duration of fixed length, such as `PT48H`; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const number = '(\\d+(?:\\.\\d+)?)';
  const form = new RegExp(
    `^P(?:${number}W)?(?:${number}D)?(?:T(?=\\d)(?:${number}H)?(?:${number}M)?(?:${number}S)?)?$`,
  );
  const [, ...parts] = form.exec(text) ?? [];
  if (parts.every((part) => part === undefined)) return undefined;
  const sizes = [units.W, units.D, units.H, units.M, units.S];
  return Math.round(parts.reduce((sum, part, index) => sum + Number(part ?? 0) * (sizes[index] ?? 0), 0));
}
