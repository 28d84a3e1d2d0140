import type { HostPreset } from '../contract/hosting.ts';

/** The known host that an address is of, whatever its region; null for another one. */
export function presetOf(presets: readonly HostPreset[], endpoint: string): HostPreset | null {
  return presets.find((preset) => formOf(preset).test(endpoint.trim())) ?? null;
}

/** What differs from one customer to the next stands in braces, or as an ellipsis. */
function formOf({ endpoint }: HostPreset): RegExp {
  const parts = endpoint.split(/\{region\}|…/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('[^./]*')}/?$`);
}
