import { useEffect, type ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { invalidateAreas, useContractQuery } from '../../queries.ts';
import { back } from '../../state/route.ts';
import styles from './Information.module.css';
import { InformedCard } from './InformedCard.tsx';
import { PapersCard } from './PapersCard.tsx';

/** What patients are told of their data: the poster, the leaflet, and who was informed when and how. */
export function Information(): ReactNode {
  const { data, error } = useContractQuery('information.overview', {});
  useEffect(() => invalidateAreas(['privacy']), []);
  return (
    <Page
      title="Information des patients"
      subtitle="Chaque patient doit savoir ce que deviennent ses données (articles 12 et 13 du RGPD). Les textes suivent le registre."
      actions={<Button onClick={back}>Revenir</Button>}
    >
      {!data && (error ? <RefusalNotice refusal={error.error} /> : <Skeleton lines={7} />)}
      {data && (
        <div className={styles.columns}>
          <div>
            <PapersCard papers={data.papers} website={data.website} />
            <InformedCard patients={data.patients} notInformed={data.notInformed} />
          </div>
          <aside>
            <Card title="Ce que dit la règle" padded>
              <div className={styles.rule}>
                <p>
                  L’affiche en salle d’attente est admise. Elle dit l’essentiel, lisible à 1,50 m. La feuille dit tout
                  ce que l’article 13 demande.
                </p>
                <p>
                  Gardez des feuilles à portée de main : l’affiche y renvoie. Le patient est informé au plus tard quand
                  ses données sont recueillies.
                </p>
                <p className="small muted">
                  RGPD, articles 12 et 13. Groupe de travail de l’article 29, lignes directrices sur la transparence (WP
                  260).
                </p>
              </div>
            </Card>
          </aside>
        </div>
      )}
    </Page>
  );
}
