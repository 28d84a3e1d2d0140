import type { PatientFields } from '../../../shared/contract/patients.ts';

/** The fields that a form edits, out of something that holds more. */
export function patientFieldsOf(from: PatientFields): PatientFields {
  return {
    familyName: from.familyName,
    givenName: from.givenName,
    birthName: from.birthName,
    birthDate: from.birthDate,
    sex: from.sex,
    street: from.street,
    addressComplement: from.addressComplement,
    postcode: from.postcode,
    city: from.city,
    communeCode: from.communeCode,
    email: from.email,
    phone: from.phone,
    mobile: from.mobile,
    occupation: from.occupation,
    hobbies: from.hobbies,
    smoker: from.smoker,
    laterality: from.laterality,
    doctor: from.doctor,
    alerts: from.alerts,
    currentTreatment: from.currentTreatment,
    medicalHistory: from.medicalHistory,
    surgicalHistory: from.surgicalHistory,
    familyHistory: from.familyHistory,
    traumaHistory: from.traumaHistory,
    medicalReports: from.medicalReports,
  };
}
