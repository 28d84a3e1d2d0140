/** "1 dossier", "2 dossiers", "4 000 dossiers": French takes the plural from 2 on, 0 stays singular. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('fr-FR')}\u00a0${count < 2 ? one : many}`;
}
