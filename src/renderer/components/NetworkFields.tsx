import type { ReactNode } from 'react';
import type { HostAddress } from '../../shared/contract/hosting.ts';
import { TextArea } from './TextArea.tsx';
import { TextField } from './TextField.tsx';

/** What few networks and hosts need on the way to a store, as it is typed. */
export interface TypedNetwork {
  readonly proxy: string;
  readonly authority: string;
}

export function NetworkFields({
  value,
  autoFocus = false,
  onChange,
}: {
  readonly value: TypedNetwork;
  /** Where they came in place of the button that had the focus. */
  readonly autoFocus?: boolean;
  readonly onChange: (changes: Partial<TypedNetwork>) => void;
}): ReactNode {
  return (
    <>
      <TextField
        label="Relais du réseau (proxy)"
        placeholder="http://relais.exemple:3128"
        maxLength={200}
        autoFocus={autoFocus}
        value={value.proxy}
        onChange={(proxy) => onChange({ proxy })}
      />
      <TextArea
        label="Autorité propre à l’hébergeur, au format PEM"
        hint="Seule celle-ci vaudra. Vide pour celles que tout programme connaît."
        value={value.authority}
        onChange={(authority) => onChange({ authority })}
      />
    </>
  );
}

/** As the contract has it: null for what was left empty. */
export function networkOf({ proxy, authority }: TypedNetwork): Pick<HostAddress, 'proxy' | 'authority'> {
  return {
    proxy: proxy.trim() === '' ? null : proxy.trim(),
    authority: authority.trim() === '' ? null : authority,
  };
}
