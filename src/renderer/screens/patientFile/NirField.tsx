import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import { formatNir, readNir, type NirFault } from '../../../shared/domain/nir.ts';
import { sentenceOf } from '../../../shared/french/errorSentences.ts';
import { invoke } from '../../bridge.ts';
import { TextField } from '../../components/TextField.tsx';
import { useContractQuery } from '../../queries.ts';
import { registerFlush } from '../../state/pending.ts';

/** The social-security number, where the practice uses it: nowhere else in the window, and in no list. */
export function NirField({ patientId }: { readonly patientId: string }): ReactNode {
  const { data } = useContractQuery('nir.ofPatient', { patientId });
  return data?.isUsed === true ? <TypedNir key={patientId} patientId={patientId} kept={data.nir} /> : null;
}

const FAULTS: Readonly<Record<Exclude<NirFault, 'empty'>, string>> = {
  characters: 'Un numéro de sécurité sociale n’a que des chiffres, et A ou B pour la Corse.',
  length: 'Il y a 15 caractères, clé comprise. Comparez avec la carte Vitale.',
  'key-missing': 'La clé manque\u00a0: les deux derniers chiffres de la carte Vitale.',
  form: 'Ce n’est pas la forme d’un numéro de sécurité sociale. Comparez avec la carte Vitale.',
  key: 'La clé ne correspond pas\u00a0: un chiffre est faux ou deux sont inversés.',
};

function TypedNir({ patientId, kept }: { readonly patientId: string; readonly kept: string }): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const [isTyping, setTyping] = useState(false);
  const [refusal, setRefusal] = useState<ContractError | null>(null);
  const unsaved = useRef<string | null>(null);

  const save = useCallback(async (): Promise<void> => {
    const text = unsaved.current;
    if (text === null) return;
    unsaved.current = null;
    const result = await invoke('nir.set', { patientId, nir: text });
    setRefusal(result.ok ? null : result.error);
    if (!result.ok) unsaved.current = text;
  }, [patientId]);
  // What is typed is saved on leaving the field, at the lock, and on leaving the page.
  useEffect(() => {
    const end = registerFlush(save);
    return () => {
      end();
      void save();
    };
  }, [save]);

  const text = typed ?? kept;
  const reading = readNir(text);
  return (
    <TextField
      label="Numéro de sécurité sociale"
      value={isTyping ? text : formatNir(text)}
      onChange={(next) => {
        setTyping(true);
        setTyped(next);
        unsaved.current = next;
      }}
      onBlur={() => {
        setTyping(false);
        void save();
      }}
      error={refusal === null ? undefined : sentenceOf(refusal)}
      warning={reading.ok || reading.reason === 'empty' || isTyping ? undefined : FAULTS[reading.reason]}
      hint={reading.ok && !isTyping ? 'Clé vérifiée.' : undefined}
      maxLength={40}
      data-field="nir"
    />
  );
}
