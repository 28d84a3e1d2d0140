import { useState, type ReactNode } from 'react';
import type { ConsentKind, ConsentPurpose } from '../../../shared/contract/consents.ts';
import { CONSENT_MODELS } from '../../../shared/french/consentModels.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useContractMutation } from '../../queries.ts';
import { showToast } from '../../state/toast.ts';
import { useTypedDraft } from '../../state/typedDraft.ts';

const KINDS: readonly { readonly value: ConsentKind; readonly label: string }[] = CONSENT_MODELS.map(
  ({ kind, name }) => ({ value: kind, label: name === '' ? 'Autre chose' : name }),
);

interface PurposeText {
  readonly kind: ConsentKind;
  readonly name: string;
  readonly body: string;
}

/** A purpose and its text, begun with a model; or the next text of one that exists. What is typed outlives a lock. */
export function PurposeDialog({
  purpose,
  onClose,
}: {
  readonly purpose?: ConsentPurpose;
  readonly onClose: () => void;
}): ReactNode {
  const draft = useTypedDraft<PurposeText>(purpose === undefined ? 'consent-text' : `consent-text:${purpose.id}`, {
    kind: purpose?.kind ?? 'newsletter',
    name: purpose?.name ?? CONSENT_MODELS[0]?.name ?? '',
    body: purpose?.texts[0]?.body ?? CONSENT_MODELS[0]?.body ?? '',
  });
  const [isTried, setTried] = useState(false);
  const add = useContractMutation('consents.addPurpose');
  const write = useContractMutation('consents.writeText');
  const { kind, name, body } = draft.value;
  const error = add.error ?? write.error;

  function begin(next: ConsentKind): void {
    const model = CONSENT_MODELS.find((each) => each.kind === next);
    if (model) draft.change({ kind: next, name: model.name, body: model.body });
  }

  function send(): void {
    setTried(true);
    if (name.trim() === '' || body.trim() === '' || add.isPending || write.isPending) return;
    const onSuccess = (): void => {
      draft.drop();
      showToast({ text: purpose === undefined ? 'Prêt à être proposé aux patients.' : 'Texte enregistré.' });
      onClose();
    };
    if (purpose === undefined) add.mutate({ kind, name: name.trim(), body: body.trim() }, { onSuccess });
    else write.mutate({ purposeId: purpose.id, body: body.trim() }, { onSuccess });
  }

  return (
    <FormDialog
      title={purpose === undefined ? 'Demander un accord' : `Le texte de ${purpose.name}`}
      size="lg"
      keep="Ne rien changer"
      confirm={confirmText(purpose)}
      busy={!draft.isRead}
      error={error?.error}
      onConfirm={send}
      onClose={() => {
        draft.drop();
        onClose();
      }}
    >
      {purpose === undefined && (
        <>
          <SelectField
            label="Pour quoi"
            choices={KINDS}
            value={kind}
            onChange={(next) => next !== null && begin(next)}
          />
          <TextField
            label="Nom, tel que vous le lirez dans les dossiers"
            value={name}
            onChange={(next) => draft.change({ name: next })}
            error={isTried && name.trim() === '' ? 'Le nom manque.' : undefined}
          />
        </>
      )}
      <TextArea
        label="Texte montré au patient"
        hint="Une seule finalité. Ce qui est utilisé, par qui, combien de temps, et comment on retire son accord."
        value={body}
        onChange={(next) => draft.change({ body: next })}
        error={isTried && body.trim() === '' ? 'Le texte manque.' : undefined}
        maxLength={20_000}
        lines={7}
        data-autofocus
      />
    </FormDialog>
  );
}

function confirmText(purpose: ConsentPurpose | undefined): string {
  if (purpose === undefined) return 'Garder ce texte';
  return purpose.texts[0]?.isUsed === true ? 'Faire un nouveau texte' : 'Corriger le texte';
}
