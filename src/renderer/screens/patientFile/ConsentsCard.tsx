import { useState, type ReactNode } from 'react';
import type { Consent, ConsentPurpose } from '../../../shared/contract/consents.ts';
import type { Output } from '../../../shared/contract/index.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { channelText } from '../../../shared/french/channels.ts';
import { invoke } from '../../bridge.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DocumentDialog } from '../../components/documents/DocumentDialog.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { navigate } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import { GiveConsentDialog } from './GiveConsentDialog.tsx';
import { WithdrawConsentDialog } from './WithdrawConsentDialog.tsx';

type Given = Output<'consents.ofPatient'>;

/** What the patient agrees to beyond care: given, signed, withdrawn, and what it was before. */
export function ConsentsCard({ patientId }: { readonly patientId: string }): ReactNode {
  const purposes = useContractQuery('consents.purposes', {});
  const given = useContractQuery('consents.ofPatient', { patientId });
  const [refusal, refuse] = useRefusal();
  const error = purposes.error ?? given.error;
  const shown = purposes.data?.purposes.filter(
    ({ id, isOpen }) => isOpen || given.data?.consents.some(({ purposeId }) => purposeId === id),
  );
  return (
    <Card
      title="Accords"
      aside={
        <Button size="sm" variant="quiet" onClick={() => navigate({ screen: 'consents' })}>
          Textes et listes
        </Button>
      }
    >
      <RefusalNotice refusal={refusal ?? error?.error ?? null} />
      {(!shown || !given.data) && !error && <Skeleton lines={2} />}
      {shown && given.data && (
        <ul>
          {shown.length === 0 && (
            <li className="item">
              <p className="muted">
                Aucun accord n’est demandé aux patients.{' '}
                <LinkButton onClick={() => navigate({ screen: 'consents' })}>Préparer un texte</LinkButton>
              </p>
            </li>
          )}
          {shown.map((purpose) => (
            <PurposeRow
              key={purpose.id}
              patientId={patientId}
              purpose={purpose}
              given={given.data}
              onRefusal={refuse}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

function PurposeRow({
  patientId,
  purpose,
  given,
  onRefusal,
}: {
  readonly patientId: string;
  readonly purpose: ConsentPurpose;
  readonly given: Given;
  readonly onRefusal: ReturnType<typeof useRefusal>[1];
}): ReactNode {
  const [asked, setAsked] = useState<'give' | 'withdraw' | null>(null);
  const [looked, setLooked] = useState<string | null>(null);
  const own = given.consents.filter(({ purposeId }) => purposeId === purpose.id);
  const now = own.find(({ withdrawnAt }) => withdrawnAt === null) ?? null;
  const hasNewText = now !== null && purpose.isOpen && now.textVersion !== purpose.texts[0]?.version;
  const named = (verb: string): string => `${verb}\u00a0: ${purpose.name}`;

  async function scan(consentId: string): Promise<void> {
    const result = await invoke('consents.attachScan', { consentId });
    onRefusal(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
    if (result.ok) showToast({ text: 'Le papier signé est gardé dans le coffre.' });
  }

  return (
    <li className="item">
      <div className="grow">
        <strong>{purpose.name}</strong>
        <p className="small muted">
          {now === null ? 'Pas d’accord' : consentText(now)}
          {now !== null &&
            now.lapsedOn !== null &&
            `. Donné par un parent, il ne vaut plus depuis la majorité, le ${formatDate(now.lapsedOn)}\u00a0: à redemander`}
          {hasNewText && '. Le texte a changé depuis'}
        </p>
        {own.length > (now === null ? 0 : 1) && <History consents={own.filter(({ id }) => id !== now?.id)} />}
        {now !== null && (
          <p className="row small">
            {now.documentIds.map((documentId, index) => (
              <LinkButton key={documentId} onClick={() => setLooked(documentId)}>
                {index === 0 ? 'Voir ce qui est signé' : `Voir le document ${index + 1}`}
              </LinkButton>
            ))}
            <LinkButton onClick={() => void scan(now.id)}>Joindre le papier signé</LinkButton>
          </p>
        )}
      </div>
      {purpose.isOpen && (now === null || hasNewText || now.lapsedOn !== null) && (
        <Button size="sm" onClick={() => setAsked('give')} aria-label={named('Noter l’accord')}>
          Noter l’accord
        </Button>
      )}
      {now !== null && (
        <Button size="sm" onClick={() => setAsked('withdraw')} aria-label={named('Retirer l’accord')}>
          Retirer l’accord
        </Button>
      )}
      {asked === 'give' && (
        <GiveConsentDialog
          patientId={patientId}
          purpose={purpose}
          birthDate={given.birthDate}
          displayName={given.displayName}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'withdraw' && (
        <WithdrawConsentDialog
          patientId={patientId}
          purpose={purpose}
          displayName={given.displayName}
          onClose={() => setAsked(null)}
        />
      )}
      {looked !== null && <DocumentDialog documentId={looked} onClose={() => setLooked(null)} />}
    </li>
  );
}

function History({ consents }: { readonly consents: readonly Consent[] }): ReactNode {
  const zone = useTimeZone();
  return (
    <details>
      <summary className="small">Ce qui a été dit avant</summary>
      <ul className="small muted">
        {consents.map((each) => (
          <li key={each.id}>
            {consentText(each)}
            {each.withdrawnAt !== null &&
              `, retiré le ${legalDayText(each.withdrawnAt, zone)}${each.withdrawnChannel === null ? '' : ` ${channelText(each.withdrawnChannel)}`}`}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** "Accord du 24/11/2026 de vive voix, texte 2, par Anne Petit". */
function consentText({ givenOn, channel, textVersion, givenBy }: Consent): string {
  const how = channel === 'signed-here' ? 'signé à l’écran' : channelText(channel);
  return `Accord du ${formatDate(givenOn)} ${how}, texte ${textVersion}${givenBy === '' ? '' : `, par ${givenBy}`}`;
}
