import { randomUUID } from 'node:crypto';
import { textLabels } from '../../../shared/french/consultationTexts.ts';
import { html } from '../../printing/html.ts';
import { TEXT_FIELDS } from '../../records/consultationColumns.ts';
import type { PatientCopy } from './copySchema.ts';
import { fhirDocument, type FhirDocument, type FhirResource, type FhirSection } from './fhirSchema.ts';

const LOINC = 'http://loinc.org';
/** Codes of the International Patient Summary for a section of which nothing is known. */
const IPS_ABSENT = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';
const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';

type Copied = PatientCopy['consultations'][number];

/**
 * The same file as a FHIR R4 document: Composition first, then the patient with the traits of the INS (without the
 * matricule), the three sections that the International Patient Summary requires, and the sessions. Texts stay texts:
 * nothing is coded that the practitioner did not code, and a section of which nothing is known says so.
 */
export function toFhirDocument(copy: PatientCopy): FhirDocument {
  const resources = new Resources();
  const patient = resources.add({ ...patientResource(copy), id: randomUUID() });
  const author = resources.add({
    resourceType: 'Practitioner',
    id: randomUUID(),
    name: [{ text: copy.practice.practitioner === '' ? 'Ostéopathe' : copy.practice.practitioner }],
  });
  const sections = [
    allergySection(resources, copy, patient),
    medicationSection(resources, copy, patient),
    problemSection(resources, copy, patient),
    ...sessionSection(resources, copy, patient, author),
  ];
  const composition: FhirResource = {
    resourceType: 'Composition',
    id: randomUUID(),
    status: 'final',
    type: { coding: [{ system: LOINC, code: '60591-5', display: 'Patient summary Document' }] },
    subject: patient,
    date: copy.madeAt,
    author: [author],
    title: 'Copie du dossier d’ostéopathie',
    section: sections,
  };
  return fhirDocument.parse({
    resourceType: 'Bundle',
    type: 'document',
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${randomUUID()}` },
    timestamp: copy.madeAt,
    entry: [composition, ...resources.all].map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })),
  } satisfies FhirDocument);
}

interface Reference {
  readonly reference: string;
}

class Resources {
  readonly all: FhirResource[] = [];

  add(resource: FhirResource): Reference {
    this.all.push(resource);
    return { reference: `urn:uuid:${resource.id}` };
  }
}

/** Traits of the INS: birth name, given names, birth date, sex; the usual name beside them. */
function patientResource({ patient }: PatientCopy): Omit<Extract<FhirResource, { resourceType: 'Patient' }>, 'id'> {
  const given = patient.givenName === '' ? [] : [patient.givenName];
  const birthName = patient.birthName === '' ? patient.familyName : patient.birthName;
  const names = [
    { use: 'official' as const, family: birthName, given },
    ...(birthName === patient.familyName ? [] : [{ use: 'usual' as const, family: patient.familyName, given }]),
  ];
  const telecom = [
    { system: 'phone' as const, use: 'mobile' as const, value: patient.mobile },
    { system: 'phone' as const, use: 'home' as const, value: patient.phone },
    { system: 'email' as const, value: patient.email },
  ].filter(({ value }) => value !== '');
  const line = [patient.street, patient.addressComplement].filter((text) => text !== '');
  const { postcode, city } = patient;
  return {
    resourceType: 'Patient',
    name: names.map(({ use, family, given: first }) => ({
      use,
      ...(family === '' ? {} : { family }),
      ...(first.length === 0 ? {} : { given: first }),
    })),
    gender: patient.sex ?? 'unknown',
    ...(telecom.length === 0 ? {} : { telecom }),
    ...(patient.birthDate === null ? {} : { birthDate: patient.birthDate }),
    ...(patient.deathDate === null ? {} : { deceasedDateTime: patient.deathDate }),
    ...(line.length === 0 && city === '' && postcode === ''
      ? {}
      : { address: [{ ...(line.length === 0 ? {} : { line }), postalCode: postcode, city }] }),
  };
}

/** Vigilance flags are no coded allergies: each stands as the text that it is. */
function allergySection(resources: Resources, { patient: { alerts } }: PatientCopy, patient: Reference): FhirSection {
  const written = lines(alerts);
  const codes =
    written.length === 0 ? [absent('no-allergy-info', 'No information about allergies')] : written.map(asText);
  const entry = codes.map((code) =>
    resources.add({ resourceType: 'AllergyIntolerance', id: randomUUID(), code, patient }),
  );
  return section('Allergies et points de vigilance', '48765-2', written, entry);
}

function medicationSection(resources: Resources, copy: PatientCopy, subject: Reference): FhirSection {
  const written = lines(copy.patient.currentTreatment);
  const codes =
    written.length === 0 ? [absent('no-medication-info', 'No information about medications')] : written.map(asText);
  const entry = codes.map((code) =>
    resources.add({
      resourceType: 'MedicationStatement',
      id: randomUUID(),
      status: written.length === 0 ? 'unknown' : 'active',
      medicationCodeableConcept: code,
      subject,
    }),
  );
  return section('Traitement en cours', '10160-0', written, entry);
}

function problemSection(resources: Resources, { patient }: PatientCopy, subject: Reference): FhirSection {
  const written = [
    patient.medicalHistory,
    patient.surgicalHistory,
    patient.traumaHistory,
    patient.familyHistory === '' ? '' : `Antécédents familiaux : ${patient.familyHistory}`,
    patient.medicalReports,
  ].filter((text) => text.trim() !== '');
  const codes =
    written.length === 0 ? [absent('no-problem-info', 'No information about problems')] : written.map(asText);
  const entry = codes.map((code) => resources.add({ resourceType: 'Condition', id: randomUUID(), code, subject }));
  return section('Antécédents', '11450-4', written, entry);
}

/** None where there is no session: a section without entries would say that something was left out. */
function sessionSection(
  resources: Resources,
  { consultations }: PatientCopy,
  subject: Reference,
  author: Reference,
): FhirSection[] {
  if (consultations.length === 0) return [];
  const entry = consultations.flatMap((session) => sessionResources(resources, session, subject, author));
  return [section('Consultations', '46240-8', consultations.map(sessionTitle), entry)];
}

function sessionResources(resources: Resources, session: Copied, subject: Reference, author: Reference): Reference[] {
  const { texts, startedAt, endedAt, removed } = session;
  const encounter = resources.add({
    resourceType: 'Encounter',
    id: randomUUID(),
    status: removed !== null ? 'entered-in-error' : endedAt === null ? 'in-progress' : 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB', display: 'ambulatory' },
    subject,
    participant: [{ individual: author }],
    period: { start: startedAt, ...(endedAt === null ? {} : { end: endedAt }) },
    ...(texts.motive.trim() === '' ? {} : { reasonCode: [{ text: texts.motive }] }),
  });
  const common = { status: 'final', subject, encounter, effectiveDateTime: startedAt } as const;
  const pains = [
    ['Douleur avant (EVA)', session.painBefore],
    ['Douleur après (EVA)', session.painAfter],
  ] as const;
  const observed = pains.flatMap(([name, value]) =>
    value === null
      ? []
      : [
          resources.add({
            resourceType: 'Observation',
            id: randomUUID(),
            code: { coding: [{ system: LOINC, code: '72514-3' }], text: name },
            valueInteger: value,
            ...common,
          }),
        ],
  );
  const written = TEXT_FIELDS.filter(
    (field) => field !== 'motive' && field !== 'diagnosis' && texts[field].trim() !== '',
  );
  const notes = written.map((field) =>
    resources.add({
      resourceType: 'Observation',
      id: randomUUID(),
      code: { text: textLabels[field] },
      valueString: texts[field],
      ...common,
    }),
  );
  const diagnosis =
    texts.diagnosis.trim() === ''
      ? []
      : [
          resources.add({
            resourceType: 'Condition',
            id: randomUUID(),
            clinicalStatus: { coding: [{ system: CLINICAL, code: 'active' }] },
            code: { text: texts.diagnosis },
            subject,
            encounter,
          }),
        ];
  return [encounter, ...observed, ...notes, ...diagnosis];
}

function sessionTitle({ startedAt, texts: { motive } }: Copied): string {
  return `${startedAt.slice(0, 10)}${motive.trim() === '' ? '' : ` : ${motive}`}`;
}

function section(title: string, loinc: string, written: readonly string[], entry: Reference[]): FhirSection {
  const items = written.length === 0 ? ['Aucune information'] : written;
  const { markup } = html`<div xmlns="http://www.w3.org/1999/xhtml">${items.map((item) => html`<p>${item}</p>`)}</div>`;
  return {
    title,
    code: { coding: [{ system: LOINC, code: loinc }] },
    text: { status: 'generated', div: markup },
    entry: [...entry],
  };
}

function absent(code: string, display: string): { coding: { system: string; code: string; display: string }[] } {
  return { coding: [{ system: IPS_ABSENT, code, display }] };
}

function asText(text: string): { text: string } {
  return { text };
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
