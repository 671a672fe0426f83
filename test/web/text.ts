/** What a reader reads: without tags, entities undone, each section marked, white space as one. */
export function textOf(html: string): string {
  return html
    .replace(/<section id="([^"]+)">/g, ' #$1: ')
    .replace(/<\/section>/g, ' #end ')
    .replace(/<title>(.*?)<\/title>/g, ' $1 ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

/** The words of one section of a text made by `textOf`. */
export function sectionOf(page: string, id: string): string {
  const start = page.indexOf(`#${id}:`);
  if (start < 0) throw new Error(`the page has no section ${id}`);
  return page.slice(start).split('#end')[0]!;
}
