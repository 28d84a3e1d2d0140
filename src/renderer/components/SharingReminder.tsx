import { IconHandStop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SharingReminder as Reminder } from '../../shared/contract/oppositions.ts';
import { maySamePerson } from '../../shared/domain/samePerson.ts';
import { useContractQuery } from '../queries.ts';
import { useTimeZone } from '../state/practiceTime.ts';
import { Notice } from './Notice.tsx';
import { reminderText } from './oppositionText.ts';
import { RefusalNotice } from './refusal.tsx';

/** With whom the patient does not want this file to be shared: stands wherever something of it is handed over. */
export function SharingReminder({ patientId }: { readonly patientId: string }): ReactNode {
  const { data, error } = useContractQuery('oppositions.reminders', { patientId });
  const zone = useTimeZone();
  if (error) return <RefusalNotice refusal={error.error} />;
  return data?.reminders.map((reminder) => (
    <Notice key={reminder.id} tone="warn" icon={IconHandStop}>
      {reminderText(reminder, zone)}.
    </Notice>
  ));
}

/** The objection to somebody who is named where something is handed over, as far as a name tells; null without any. */
export function useObjectionTo(patientId: string, name: string): Reminder | null {
  const { data } = useContractQuery('oppositions.reminders', { patientId });
  return (
    data?.reminders.find(({ recipient }) => recipient.kind === 'person' && maySamePerson(recipient.name, name)) ?? null
  );
}
