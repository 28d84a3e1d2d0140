import { IconKeyOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatLongDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { navigate } from '../../state/route.ts';

/** Keys that were reported lost and have not come back. */
export function LostKeys(): ReactNode {
  const { data } = useContractQuery('lostKeys.list', {});
  const zone = useTimeZone();
  return data?.keys
    .filter(({ foundAt }) => foundAt === null)
    .map(({ id, label, reportedAt }) => (
      <Notice
        key={id}
        icon={IconKeyOff}
        action={
          <Button size="sm" onClick={() => navigate({ screen: 'lostKey', lostKeyId: id })}>
            Voir ce qui en découle
          </Button>
        }
      >
        {label} est déclarée perdue depuis le {formatLongDate(legalDay(reportedAt, zone))}.
      </Notice>
    ));
}
