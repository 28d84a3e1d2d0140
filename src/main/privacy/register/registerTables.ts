import type { RegisterSheet } from '../../../shared/contract/register.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { entryText } from '../../../shared/domain/registerDifference.ts';
import { REGISTER_FIELDS } from '../../../shared/french/registerFields.ts';
import type { WorkbookSheet } from '../../exchange/writeXlsx.ts';

/** The register as one list: a row for each line that says something. */
export function registerList(sheets: readonly RegisterSheet[]): string[][] {
  return [
    ['Fiche', 'Rubrique', 'Contenu', 'Preuve', 'Source'],
    ...sheets.flatMap((sheet) => sheetRows(sheet).map((cells) => [sheet.title, ...cells])),
  ];
}

/** As a workbook: the list of activities first, then the common page and a sheet an activity. */
export function registerWorkbook(sheets: readonly RegisterSheet[]): WorkbookSheet[] {
  const activities = sheets.filter(({ name }) => name !== 'common');
  return [
    {
      name: 'Activités',
      rows: [
        ['Activité', 'Finalités', 'Créée le', 'Mise à jour le'],
        ...activities.map((sheet) => [
          sheet.title,
          sheet.entries
            .filter(({ field }) => field === 'purposes')
            .map(entryText)
            .join('\n'),
          dateText(sheet.createdOn),
          dateText(sheet.updatedOn),
        ]),
      ],
      widths: [30, 70, 14, 16],
    },
    ...sheets.map((sheet) => ({
      name: sheet.title,
      rows: [['Rubrique', 'Contenu', 'Preuve', 'Source'], ...sheetRows(sheet)],
      widths: [32, 80, 50, 30],
    })),
  ];
}

function sheetRows({ entries }: RegisterSheet): string[][] {
  return entries
    .map((entry) => [
      REGISTER_FIELDS[entry.field].label,
      entryText(entry),
      entry.proofs.join('\n'),
      REGISTER_FIELDS[entry.field].source,
    ])
    .filter(([, text, proof]) => text !== '' || proof !== '');
}

function dateText(day: string | null): string {
  return day === null ? 'pas encore enregistrée' : formatDate(day);
}
