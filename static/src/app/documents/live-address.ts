/**
 * Returns the address of a document of the server for the editor, relative to the page; empty if it is in this
 * browser only. It is the same whether the server is there or not: the editor keeps what it cannot send.
 */
export function liveAddress(serverId: string | undefined): string {
  return serverId === undefined ? '' : `api/documents/${serverId}/live`;
}
