import type { RegisterField, RegisterSheetName } from '../../../shared/contract/register.ts';

/** What the program says in one line of the register: what holds, and what proves it that day. */
export interface Finding {
  readonly says: readonly string[];
  readonly proofs?: readonly string[];
}

/** A sheet as computed; the lines that it does not have are empty. */
export interface DraftSheet {
  readonly name: RegisterSheetName;
  readonly title: string;
  readonly findings: Readonly<Partial<Record<RegisterField, Finding>>>;
}

/** A finding of the lines that hold something. */
export function says(...lines: readonly (string | null)[]): Finding {
  return { says: present(lines) };
}

export function present(lines: readonly (string | null)[]): string[] {
  return lines.filter((line): line is string => line !== null && line.trim() !== '');
}
