/** A mounted file system, as the system itself tells of it. */
export interface Disk {
  readonly mountPoint: string;
  readonly label: string;
  /** As the system names it, in lowercase: exfat, ntfs, apfs, ext4. */
  readonly fileSystem: string;
  readonly sizeBytes: number;
  readonly freeBytes: number;
  /** It can be taken out and away: a USB key, a USB disk, a card. */
  readonly isRemovable: boolean;
  readonly isReadOnly: boolean;
  /** The file system's own mark, where it has one; a hint, since copies share it. */
  readonly uuid: string | null;
  /** Linux: /dev/sdb1; null elsewhere. */
  readonly device: string | null;
}
