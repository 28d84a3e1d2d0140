import type { PcQuestion, PcSystem } from '../domain/pcCheck.ts';

export interface PcQuestionText {
  readonly title: string;
  readonly why: string;
  /** Where to look, step by step, where the system does not tell by itself. */
  readonly look: Readonly<Record<PcSystem, string>>;
  /** What to do where it is not so. */
  readonly remedy: Readonly<Record<PcSystem, string>>;
}

const everywhere = (text: string): Readonly<Record<PcSystem, string>> => ({ windows: text, mac: text, linux: text });

/** Each question as a statement that should hold, in plain words. */
export const PC_TEXTS: Readonly<Record<PcQuestion, PcQuestionText>> = {
  'disk-encryption': {
    title: 'Le disque est chiffré',
    why: 'Un ordinateur volé ne livre rien.',
    look: {
      windows: 'Paramètres, Confidentialité et sécurité, Chiffrement de l’appareil ou BitLocker.',
      mac: 'Réglages Système, Confidentialité et sécurité, FileVault.',
      linux: 'Application Disques\u00a0: un cadenas figure sur la partition du système.',
    },
    remedy: {
      windows: 'Activez BitLocker ou le chiffrement de l’appareil, et imprimez la clé de récupération.',
      mac: 'Activez FileVault, et notez la clé de secours sur papier.',
      linux: 'Le chiffrement se choisit à l’installation. Faites-vous aider pour réinstaller avec LUKS.',
    },
  },
  'session-password': {
    title: 'La session demande un mot de passe',
    why: 'Personne n’ouvre l’ordinateur en votre absence.',
    look: {
      windows: 'Redémarrez\u00a0: un mot de passe, un code ou une empreinte est demandé.',
      mac: 'Redémarrez\u00a0: un mot de passe ou une empreinte est demandé.',
      linux: 'Redémarrez\u00a0: un mot de passe est demandé.',
    },
    remedy: {
      windows: 'Paramètres, Comptes, Options de connexion\u00a0: ajoutez un mot de passe.',
      mac: 'Réglages Système, Utilisateurs et groupes\u00a0: désactivez la session automatique.',
      linux: 'Paramètres, Utilisateurs\u00a0: choisissez un mot de passe, sans connexion automatique.',
    },
  },
  'session-lock': {
    title: 'L’écran se verrouille seul après quelques minutes',
    why: 'L’ordinateur laissé ouvert entre deux patients ne montre rien.',
    look: {
      windows: 'Attendez dix minutes sans rien toucher\u00a0: le mot de passe est redemandé.',
      mac: 'Réglages Système, Écran verrouillé\u00a0: «\u202fExiger le mot de passe\u202f» est sur «\u202fImmédiatement\u202f».',
      linux: 'Paramètres, Confidentialité, Écran\u00a0: le verrouillage automatique est actif.',
    },
    remedy: {
      windows:
        'Paramètres, Comptes, Options de connexion\u00a0: demandez la connexion au réveil, et réglez la veille à dix minutes.',
      mac: 'Réglages Système, Écran verrouillé\u00a0: exigez le mot de passe immédiatement.',
      linux: 'Paramètres, Confidentialité, Écran\u00a0: activez le verrouillage automatique.',
    },
  },
  antivirus: {
    title: 'Un antivirus est actif et à jour',
    why: 'Un logiciel espion lit ce qui est ouvert à l’écran.',
    look: {
      windows: 'Sécurité Windows\u00a0: «\u202fProtection contre les virus\u202f» est en vert.',
      mac: 'Réglages Système, Confidentialité et sécurité\u00a0: seules les apps connues sont autorisées.',
      linux:
        'Sur Linux, l’usage est de n’installer que depuis la logithèque du système. Répondez «\u202foui\u202f» si c’est le cas.',
    },
    remedy: {
      windows: 'Ouvrez Sécurité Windows et activez la protection en temps réel.',
      mac: 'N’autorisez que les apps de l’App Store et des développeurs identifiés.',
      linux: 'Retirez ce qui vient d’ailleurs que de la logithèque.',
    },
  },
  firewall: {
    title: 'Le pare-feu est actif',
    why: 'Le réseau de l’immeuble ou du café n’entre pas.',
    look: {
      windows: 'Sécurité Windows, Pare-feu\u00a0: les trois réseaux sont en vert.',
      mac: 'Réglages Système, Réseau, Coupe-feu\u00a0: il est actif.',
      linux: 'Tapez «\u202fsudo ufw status\u202f» dans un terminal\u00a0: «\u202factive\u202f» s’affiche.',
    },
    remedy: {
      windows: 'Sécurité Windows, Pare-feu\u00a0: activez-le pour chaque réseau.',
      mac: 'Réglages Système, Réseau\u00a0: activez le coupe-feu.',
      linux: 'Tapez «\u202fsudo ufw enable\u202f» dans un terminal.',
    },
  },
  updates: {
    title: 'Les mises à jour du système sont récentes',
    why: 'Chaque mois corrige des failles déjà exploitées.',
    look: {
      windows: 'Paramètres, Windows Update\u00a0: «\u202fVous êtes à jour\u202f».',
      mac: 'Réglages Système, Général, Mise à jour de logiciels.',
      linux: 'Logithèque, Mises à jour\u00a0: rien n’attend.',
    },
    remedy: {
      windows: 'Lancez Windows Update et redémarrez. Windows 10 n’est plus mis à jour\u00a0: passez à Windows 11.',
      mac: 'Lancez la mise à jour, et cochez les mises à jour automatiques.',
      linux: 'Installez les mises à jour, et activez-les automatiquement.',
    },
  },
  'no-admin': {
    title: 'La session de tous les jours n’est pas administrateur',
    why: 'Un logiciel malveillant n’a que les droits de votre session.',
    look: {
      windows: 'Paramètres, Comptes, Vos informations\u00a0: «\u202fAdministrateur\u202f» ne figure pas.',
      mac: 'Réglages Système, Utilisateurs et groupes\u00a0: votre compte est «\u202fStandard\u202f».',
      linux: 'Paramètres, Utilisateurs\u00a0: votre compte est «\u202fStandard\u202f».',
    },
    remedy: everywhere(
      'Créez un second compte administrateur, puis rendez le vôtre standard. Le mot de passe administrateur ne sert qu’aux installations.',
    ),
  },
  'usb-keys': {
    title: 'Les clés USB ne portent que nos sauvegardes, ou sont chiffrées',
    why: 'Une clé se perd. Nos sauvegardes y sont illisibles, un document copié non.',
    look: everywhere('Ouvrez chaque clé du cabinet\u00a0: aucun document de patient n’y est hors des sauvegardes.'),
    remedy: everywhere('Effacez ces documents des clés, ou chiffrez la clé avec l’outil du système.'),
  },
  'cloud-folders': {
    title: 'Aucun document de patient dans Dropbox, Google Drive, OneDrive ou iCloud',
    why: 'Ces hébergeurs ne sont pas certifiés pour les données de santé (L1111-8 du Code de la santé publique).',
    look: {
      windows: 'Regardez si Bureau et Documents sont dans OneDrive\u00a0: un nuage figure à côté des fichiers.',
      mac: 'Réglages Système, votre nom, iCloud\u00a0: «\u202fBureau et Documents\u202f» est désactivé.',
      linux: 'Regardez si un dossier synchronisé contient des exports ou des courriers.',
    },
    remedy: everywhere(
      'Enregistrez les exports ailleurs, et retirez ceux qui y sont déjà, corbeille en ligne comprise.',
    ),
  },
};
