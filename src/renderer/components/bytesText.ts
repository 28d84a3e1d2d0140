const UNITS = [
  { from: 1_000_000_000, name: 'Go', digits: 1 },
  { from: 1_000_000, name: 'Mo', digits: 0 },
  { from: 0, name: 'Ko', digits: 0 },
] as const;

/** 11,8 Go; 640 Mo; 12 Ko. */
export function bytesText(bytes: number): string {
  const unit = UNITS.find(({ from }) => bytes >= from) ?? UNITS[2];
  const value = bytes / Math.max(unit.from, 1_000);
  return `${value.toLocaleString('fr-FR', { maximumFractionDigits: unit.digits })}\u00a0${unit.name}`;
}
