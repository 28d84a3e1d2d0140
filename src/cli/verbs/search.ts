import { searchEverywhere } from '../../main/records/search.ts';
import { formatDate } from '../../shared/domain/dateText.ts';
import { displayName } from '../../shared/domain/name.ts';
import { operand, type Verb } from '../verb.ts';
import { withVault } from '../withVault.ts';

const MOST_RESULTS = 200;

/** Finds patients as the window does: names, birth date, phone, commune. */
export const search: Verb = {
  name: 'search',
  operands: ['COFFRE', 'TEXTE'],
  summary: 'cherche des patients',
  run: async (invocation) =>
    withVault(invocation, async ({ vault }) => {
      const { patients } = searchEverywhere(vault, operand(invocation, 1), MOST_RESULTS);
      const results = patients.map(({ row }) => ({
        patientId: row.id,
        displayName: displayName(row),
        birthDate: row.birthDate,
      }));
      return {
        json: { results },
        lines: results.map(
          ({ patientId, displayName: name, birthDate }) =>
            `${patientId}  ${name}${birthDate === null ? '' : `, ${formatDate(birthDate)}`}`,
        ),
      };
    }),
};
