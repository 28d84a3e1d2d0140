import type { AccessAction, AccessEntry } from '../../../shared/contract/accessLog.ts';

/** What stands after the person's name; with a patient, their name follows. */
const SENTENCES: Readonly<Record<AccessAction, string>> = {
  'vault-created': 'a créé le coffre',
  'vault-opened': 'a ouvert le coffre',
  'vault-opened-with-recovery': 'a ouvert le coffre avec la feuille de secours',
  'vault-locked': 'a verrouillé le coffre',
  'passphrase-changed': 'a changé la phrase de passe',
  'pin-changed': 'a changé le code de l’écran masqué',
  'recovery-sheet-renewed': 'a fait une nouvelle feuille de secours',
  'vault-rekeyed': 'a rendu les anciens accès sans effet',
  'vault-restored': 'a remis une sauvegarde à la place du coffre',
  'target-added': 'a ajouté une destination de sauvegarde',
  'target-removed': 'a retiré une destination de sauvegarde',
  'target-lost': 'a déclaré perdue une destination de sauvegarde',
  'target-found': 'a retrouvé une destination de sauvegarde perdue',
  'snapshot-searched': 'a cherché dans une sauvegarde',
  'patient-brought-back': 'a rapporté d’une sauvegarde de quoi compléter le dossier',
  'bringing-undone': 'a annulé ce qui était rapporté d’une sauvegarde',
  'restore-proven': 'a essayé une restauration',
  'snapshot-created': 'a sauvegardé le coffre',
  'snapshots-pruned': 'a retiré d’anciennes sauvegardes',
  'target-verified': 'a contrôlé une destination de sauvegarde',
  'target-repaired': 'a réparé une destination de sauvegarde',
  'vault-moved': 'a déplacé le coffre',
  'vault-migrated': 'a ouvert le coffre avec une version plus récente du logiciel',
  'settings-changed': 'a modifié les réglages',
  'patient-created': 'a créé le dossier',
  'patient-opened': 'a ouvert le dossier',
  'patient-changed': 'a modifié le dossier',
  'patient-removed': 'a mis le dossier à la corbeille',
  'patient-restored': 'a repris le dossier de la corbeille',
  'patient-purged': 'a effacé définitivement un dossier',
  'patient-archived': 'a archivé le dossier',
  'patient-taken-back': 'a repris le dossier de l’archive',
  'patient-held': 'a suspendu la destruction du dossier',
  'patient-hold-ended': 'a mis fin à la suspension de la destruction du dossier',
  'consultation-purged': 'a effacé définitivement une consultation',
  'consultation-created': 'a commencé une consultation',
  'consultation-changed': 'a écrit dans une consultation',
  'consultation-finished': 'a terminé une consultation',
  'consultation-moved': 'a déplacé une consultation vers un autre dossier',
  'consultation-removed': 'a mis une consultation à la corbeille',
  'consultation-restored': 'a repris une consultation de la corbeille',
  'consultation-printed': 'a imprimé une consultation',
  'patient-printed': 'a imprimé le dossier',
  'consultation-exported': 'a enregistré une consultation en PDF',
  'patient-exported': 'a enregistré le dossier en PDF',
  'access-log-exported': 'a exporté le journal d’accès',
  'document-printed': 'a imprimé un document',
  'document-exported': 'a enregistré un document',
  'account-created': 'a ouvert un accès à un confrère',
  'account-changed': 'a modifié l’accès d’un confrère',
  'account-ended': 'a mis fin à l’accès d’un confrère',
  'opposition-recorded': 'a noté une opposition au partage',
  'opposition-revoked': 'a noté le retrait d’une opposition',
  'opposition-decided': 'a répondu à une opposition à l’hébergement',
  'opposition-lifted': 'a levé une opposition en urgence',
  'opposition-lift-ended': 'a mis fin à une levée d’opposition',
  'nir-use-started': 'a décidé de saisir les numéros de sécurité sociale',
  'nir-use-ended': 'a cessé de saisir les numéros de sécurité sociale',
  'register-changed': 'a complété le registre des traitements',
  'register-saved': 'a enregistré une version du registre des traitements',
  'register-printed': 'a imprimé le registre des traitements',
  'register-exported': 'a enregistré le registre des traitements dans un fichier',
  'breach-recorded': 'a inscrit une violation de données au registre',
  'breach-changed': 'a complété une violation de données',
  'breach-notified': 'a notifié une violation de données à la CNIL',
  'breach-letter': 'a préparé une lettre sur une violation de données',
  'breach-persons-informed': 'a noté l’information sur une violation de données',
  'breach-closed': 'a clos une violation de données',
  'breach-reopened': 'a rouvert une violation de données',
  'import-done': 'a repris les patients d’un autre logiciel',
  'import-undone': 'a annulé une reprise de patients',
  'vault-checked': 'a vérifié le coffre',
  'vault-key-shown': 'a fait afficher la clé du coffre par la ligne de commande',
};

/** "a ouvert le dossier", as the table shows it beside who and on whom. */
export function accessSentence({ action, facts }: Pick<AccessEntry, 'action' | 'facts'>): string {
  const late = facts['late'] === 1 ? ' (noté après coup, le disque était plein)' : '';
  const isArrival = action === 'consultation-moved' && facts['way'] === 'in';
  return `${isArrival ? 'a reçu une consultation d’un autre dossier' : SENTENCES[action]}${late}`;
}

/** On whom; a purged patient is not named any more, and the entry says so rather than nothing. */
export function patientOf({ patient, aboutSomebody }: Pick<AccessEntry, 'patient' | 'aboutSomebody'>): string {
  if (patient !== null) return patient.displayName;
  return aboutSomebody ? 'Dossier effacé depuis' : '';
}
