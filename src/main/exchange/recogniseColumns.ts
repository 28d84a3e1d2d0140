import type { ColumnMatch, ColumnTarget, ImportRows } from '../../shared/contract/imports.ts';
import { foldText } from '../../shared/domain/name.ts';

/** What a file seems to be, by its headers alone. */
export interface Recognition {
  /** `libreosteo` where nothing is left to ask; `table` where the person matches the columns. */
  readonly kind: 'libreosteo' | 'table';
  readonly holds: ImportRows | null;
  /** Complete for LibreOsteo; for a table what the names of its columns suggest; null where they suggest nothing. */
  readonly match: ColumnMatch | null;
}

/**
 * LibreOsteo's two files, French and English headers (libreosteoweb/api/file_integrator.py, which reads by position;
 * we read by name). Folded: lower case, no accents, signs as spaces.
 */
const LIBREOSTEO: Record<ImportRows, readonly (readonly [ColumnTarget, ...names: string[]])[]> = {
  patients: [
    ['number', 'numero'],
    ['familyName', 'nom de famille', 'family name'],
    ['birthName', 'nom de jeune fille ou jeune homme', 'original name'],
    ['givenName', 'prenom', 'first name'],
    ['birthDate', 'date de naissance jj mm aaaa', 'birth date'],
    ['sex', 'sex m f', 'sexe m f', 'sex'],
    ['street', 'rue', 'address street'],
    ['addressComplement', 'complement d adresse', 'address complement'],
    ['postcode', 'code postal', 'address zipcode'],
    ['city', 'ville', 'address city'],
    ['email', 'email'],
    ['phone', 'telephone', 'phone'],
    ['mobile', 'mobile', 'mobile phone'],
    ['occupation', 'profession', 'job'],
    ['hobbies', 'loisirs', 'hobbies'],
    ['smoker', 'fumeur o n', 'smoker'],
    ['laterality', 'lateralite g d', 'laterality'],
    ['alerts', 'informations importantes', 'important info'],
    ['currentTreatment', 'traitement en cours', 'current treatment'],
    ['surgicalHistory', 'antecedents chirurgicaux', 'surgical history'],
    ['medicalHistory', 'antecedents medicaux', 'medical history'],
    ['familyHistory', 'antecedents familiaux', 'family history'],
    ['traumaHistory', 'antecedents traumatiques', 'trauma history'],
    ['medicalReports', 'cr medicaux', 'medical reports', 'medical report'],
  ],
  consultations: [
    ['number', 'numero de patient', 'numero'],
    ['startedAt', 'date'],
    ['motive', 'motif', 'reason'],
    ['history', 'motif detaille contexte de la douleur etc', 'reason description'],
    ['orl', 'sphere orl', 'orl'],
    ['visceral', 'sphere viscerale', 'visceral'],
    ['cardioPulmonary', 'sphere pulmonaire', 'pulmo'],
    ['uroGynaecological', 'sphere uro gyneco', 'uro gyneco'],
    ['peripheral', 'sphere peripherique', 'periphery'],
    ['generalState', 'etat general', 'general state'],
    ['examination', 'consultation medicale', 'medical examination'],
    ['diagnosis', 'diagnostic osteo', 'diagnosis'],
    ['treatment', 'traitements', 'treatments'],
    ['advice', 'conclusion'],
  ],
};

/** Other names under which agendas and spreadsheets know the same things. */
const COMMON: Record<ImportRows, readonly (readonly [ColumnTarget, ...names: string[]])[]> = {
  patients: [
    ['number', 'n', 'id', 'identifiant', 'numero patient', 'numero de dossier', 'n dossier', 'code patient'],
    ['familyName', 'nom', 'nom usuel', 'nom d usage', 'nom patient', 'lastname', 'last name', 'surname'],
    ['birthName', 'nom de naissance', 'nom de jeune fille', 'birth name', 'maiden name'],
    ['givenName', 'prenoms', 'prenom patient', 'firstname', 'given name'],
    ['birthDate', 'date de naissance', 'naissance', 'ne e le', 'ddn', 'birthdate', 'date of birth', 'birthday'],
    ['sex', 'sexe', 'genre', 'gender'],
    ['street', 'adresse', 'adresse 1', 'address', 'street'],
    ['addressComplement', 'adresse 2', 'complement'],
    ['postcode', 'cp', 'zip', 'zipcode', 'zip code', 'postal code'],
    ['city', 'commune', 'city', 'town'],
    ['email', 'e mail', 'courriel', 'adresse email', 'adresse e mail', 'mail'],
    ['phone', 'tel', 'telephone fixe', 'tel fixe', 'fixe', 'telephone 1', 'phone number', 'landline'],
    ['mobile', 'portable', 'telephone portable', 'tel portable', 'telephone mobile', 'tel mobile', 'telephone 2'],
    ['occupation', 'metier', 'emploi', 'activite', 'occupation'],
    ['hobbies', 'sport', 'sports', 'sports et loisirs'],
    ['smoker', 'fumeur', 'tabac'],
    ['laterality', 'lateralite'],
    ['doctor', 'medecin traitant', 'medecin', 'doctor', 'generaliste'],
    ['alerts', 'alertes', 'vigilance', 'note importante', 'important'],
    ['currentTreatment', 'traitement', 'traitements', 'medicaments'],
    ['medicalHistory', 'antecedents', 'atcd', 'atcd medicaux'],
    ['surgicalHistory', 'atcd chirurgicaux', 'chirurgie', 'operations'],
    ['familyHistory', 'atcd familiaux'],
    ['traumaHistory', 'atcd traumatiques', 'traumatismes', 'accidents'],
    ['medicalReports', 'comptes rendus', 'examens complementaires', 'imagerie'],
  ],
  consultations: [
    ['number', 'n patient', 'numero patient', 'id patient', 'patient', 'patient id', 'numero de dossier'],
    ['startedAt', 'date de consultation', 'date de la consultation', 'date et heure', 'date seance', 'date time'],
    ['motive', 'motif de consultation', 'objet'],
    ['history', 'anamnese', 'histoire', 'contexte'],
    ['examination', 'examen', 'examen clinique', 'tests', 'bilan'],
    ['cardioPulmonary', 'cardio pulmonaire', 'sphere cardio pulmonaire'],
    ['uroGynaecological', 'uro gynecologique', 'sphere uro gynecologique'],
    ['diagnosis', 'diagnostic', 'diagnostic osteopathique'],
    ['treatment', 'traitement', 'techniques', 'manipulations'],
    ['advice', 'conseils', 'suite', 'recommandations', 'exercices'],
    ['painBefore', 'eva avant', 'douleur avant', 'eva'],
    ['painAfter', 'eva apres', 'douleur apres'],
  ],
};

/** Recognises LibreOsteo's files, in any order of columns; proposes a match for any other. */
export function recogniseColumns(headers: readonly string[]): Recognition {
  for (const rows of ['patients', 'consultations'] as const) {
    const match = matchBy(rows, headers, LIBREOSTEO[rows]);
    // Columns that a later version adds, or that somebody took away, do not make it another file.
    if (fedTargets(match).length >= LIBREOSTEO[rows].length - 4 && fedTargets(match).includes('number'))
      return { kind: 'libreosteo', holds: rows, match };
  }
  return proposeMatch(headers);
}

/** What the names of the columns suggest for each kind of row; the one that feeds more fields is taken. */
function proposeMatch(headers: readonly string[]): Recognition {
  const [patients, consultations] = (['patients', 'consultations'] as const).map((rows) =>
    proposeColumns(rows, headers),
  );
  const best = [patients, consultations]
    .filter((match) => match !== undefined)
    .reduce((one, other) => (fedTargets(other).length > fedTargets(one).length ? other : one));
  if (fedTargets(best).length === 0) return { kind: 'table', holds: null, match: null };
  return { kind: 'table', holds: best.rows, match: best };
}

/** The match that the names of the columns suggest where the file is known to hold these rows. */
export function proposeColumns(rows: ImportRows, headers: readonly string[]): ColumnMatch {
  return matchBy(rows, headers, [...LIBREOSTEO[rows], ...COMMON[rows]]);
}

/** Each field is fed by the first column that bears one of its names. */
function matchBy(
  rows: ImportRows,
  headers: readonly string[],
  names: readonly (readonly [ColumnTarget, ...names: string[]])[],
): ColumnMatch {
  const targets = new Map(names.flatMap(([target, ...known]) => known.map((name) => [name, target] as const)));
  const taken = new Set<ColumnTarget>();
  const columns = headers.map((header) => {
    const target = targets.get(foldText(header)) ?? null;
    if (target === null || taken.has(target)) return { header, target: null };
    taken.add(target);
    return { header, target };
  });
  return { rows, columns };
}

function fedTargets(match: ColumnMatch): ColumnTarget[] {
  return match.columns.flatMap(({ target }) => (target === null ? [] : [target]));
}
