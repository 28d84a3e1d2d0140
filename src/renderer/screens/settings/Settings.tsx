import {
  IconBuilding,
  IconDatabase,
  IconFolders,
  IconKeyboard,
  IconLock,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Icon } from '../../components/Icon.tsx';
import { Page } from '../../components/Page.tsx';
import { Tabs, type Tab } from '../../components/Tabs.tsx';
import { replace, type SettingsSection } from '../../state/route.ts';
import { useIsTitular } from '../../state/session.ts';
import { AccessSection } from './AccessSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { PracticeSection } from './PracticeSection.tsx';
import { RecordsSection } from './RecordsSection.tsx';
import { VaultSection } from './VaultSection.tsx';

const sections: Readonly<Record<SettingsSection, { label: string; icon: TablerIcon; content: ReactNode }>> = {
  practice: { label: 'Cabinet', icon: IconBuilding, content: <PracticeSection /> },
  access: { label: 'Accès', icon: IconLock, content: <AccessSection /> },
  appearance: { label: 'Affichage et touches', icon: IconKeyboard, content: <AppearanceSection /> },
  vault: { label: 'Coffre', icon: IconDatabase, content: <VaultSection /> },
  records: { label: 'Dossiers et journal', icon: IconFolders, content: <RecordsSection /> },
};

const order: readonly SettingsSection[] = ['practice', 'access', 'appearance', 'vault', 'records'];

/** A colleague changes their own passphrase and code, and how the window looks. */
const colleagueOrder: readonly SettingsSection[] = ['access', 'appearance'];

function tabOf(name: SettingsSection): Tab<SettingsSection> {
  return {
    name,
    label: (
      <>
        <Icon of={sections[name].icon} />
        {sections[name].label}
      </>
    ),
  };
}

/** What the practitioner sets once and rarely comes back to. */
export function Settings({ section }: { readonly section?: SettingsSection }): ReactNode {
  const names = useIsTitular() ? order : colleagueOrder;
  const chosen = names.find((name) => name === section) ?? names[0] ?? 'access';
  return (
    <Page title="Réglages" subtitle="Tout s’enregistre au fur et à mesure.">
      <Tabs
        label="Réglages"
        vertical
        tabs={names.map(tabOf)}
        chosen={chosen}
        onChoose={(name) => replace({ screen: 'settings', section: name })}
      >
        {sections[chosen].content}
      </Tabs>
    </Page>
  );
}
