import { sharingMessage } from '../../language/sharing-messages.js';
import { parseJson } from '../../util/parse-json.js';
import { hasShape, isCount, isString } from '../../util/shape.js';

/** Time that the server has for an answer, in milliseconds: it stores 5 MB in a tenth of it. */
const ANSWER_TIMEOUT_MS = 20_000;

/** HTTP's status for a document that is not there, or that this browser may not read. */
const NOT_FOUND = 404;

/** HTTP's status for a body that is too large for a proxy in front of the server. */
const TOO_LARGE = 413;

/** A right to a document of the server, each with all of the ones before. */
export type Role = 'read' | 'write' | 'own';

/** A document of the server, without its text. */
export interface ServerDocument {
  readonly id: string;
  readonly title: string;
  /** True if a user gave the title; otherwise it is that of the text. */
  readonly named: boolean;
  /** That of this browser. */
  readonly role: Role;
  readonly version: number;
  /** Null if it is not published. */
  readonly published: Publication | null;
}

/** A document of the server in the list of those that this browser has a right to. */
export interface ListedDocument {
  readonly id: string;
  /** That of its text, unless it has one of its own. */
  readonly title: string;
  readonly role: Role;
  /** In the form of ISO 8601. */
  readonly updatedAt: string;
}

/** A page that shows one version of a document. */
export interface Publication {
  /** Its address is `p/` and this name. */
  readonly slug: string;
  readonly version: number;
  /** In the form of ISO 8601. */
  readonly at: string;
  /** True if search engines may list it. */
  readonly index: boolean;
}

/** A link that gives its holders a right. */
export interface Link {
  readonly id: string;
  readonly role: Role;
  /** Empty if its owner has given none. */
  readonly label: string;
  /** In the form of ISO 8601; null if it never expires. */
  readonly expiresAt: string | null;
}

/** The person that this browser is signed in as, and what the server lets it do. */
export interface Account {
  readonly signedIn: boolean;
  /** That of the person; null if there is none. */
  readonly name: string | null;
  readonly canSignIn: boolean;
  readonly canSignOut: boolean;
  readonly canCreate: boolean;
}

/** An earlier text of a document that the server keeps. */
export interface Version {
  readonly version: number;
  /** Null if it has no name. */
  readonly label: string | null;
  /** The names of those who wrote since the version before, between commas; may be empty. */
  readonly author: string;
  /** In the form of ISO 8601. */
  readonly at: string;
}

/** The address of the documents of the server, relative to the page, as in liveAddress. */
const ADDRESS = 'api/documents';

/** The documents of the server, through its HTTP interface; see docs/http.md. */
export class ServerDocuments {
  /** Ends with a slash. */
  readonly #address = new URL(`${ADDRESS}/`, document.baseURI);

  /**
   * Stores a new document.
   *
   * @param title empty if it is that of the text
   * @returns its id
   */
  async create(title: string, text: string): Promise<string> {
    const { id } = await this.#ask('POST', '.', { title, text });
    return id as string;
  }

  /** Returns the person that this browser is signed in as. */
  async account(): Promise<Account> {
    return (await this.#ask('GET', '../session')) as unknown as Account;
  }

  async signOut(): Promise<void> {
    await this.#ask('POST', '../../sign-out');
  }

  /** Returns the documents that this browser has a right to. */
  async all(): Promise<readonly ListedDocument[]> {
    return (await this.#ask('GET', '.'))['documents'] as ListedDocument[];
  }

  /** @returns undefined if there is no such document, or this browser may not read it */
  async find(id: string): Promise<ServerDocument | undefined> {
    try {
      return (await this.#ask('GET', id)) as unknown as ServerDocument;
    } catch (error) {
      if (error instanceof ServerError && error.status === NOT_FOUND) {
        return undefined;
      }
      throw error;
    }
  }

  /** @param title empty if it is that of the text */
  async rename(id: string, title: string): Promise<void> {
    await this.#ask('PATCH', id, { title });
  }

  async text(id: string): Promise<string> {
    return (await this.#fetch('GET', `${id}/text`)).text();
  }

  async remove(id: string): Promise<void> {
    await this.#ask('DELETE', id);
  }

  /**
   * Stores an image of a document.
   *
   * @returns its address, relative to the page, as the text has it
   */
  async addImage(id: string, image: Blob, signal?: AbortSignal): Promise<string> {
    const { url } = await this.#ask('POST', `${id}/images`, image, signal);
    return url as string;
  }

  async links(id: string): Promise<readonly Link[]> {
    return (await this.#ask('GET', `${id}/links`))['links'] as Link[];
  }

  /**
   * @param expiresInDays null if it never expires
   * @returns the address to pass on, which the server does not tell again
   */
  async createLink(
    id: string,
    role: Role,
    label: string,
    expiresInDays: number | null,
  ): Promise<string> {
    const { url } = await this.#ask('POST', `${id}/links`, { role, label, expiresInDays });
    return new URL(url as string, document.baseURI).href;
  }

  async revokeLink(id: string, link: string): Promise<void> {
    await this.#ask('DELETE', `${id}/links/${link}`);
  }

  /** Returns the versions that the server keeps, in no particular order. */
  async versions(id: string): Promise<readonly Version[]> {
    return (await this.#ask('GET', `${id}/versions`))['versions'] as Version[];
  }

  async versionText(id: string, version: number): Promise<string> {
    return (await this.#fetch('GET', `${id}/versions/${String(version)}`)).text();
  }

  /** Gives the newest version a name, under which the server keeps it. */
  async nameVersion(id: string, label: string, author: string): Promise<void> {
    await this.#ask('POST', `${id}/versions`, { label, author });
  }

  /** Publishes the newest version, in place of the one that is published. */
  async publish(id: string, index: boolean): Promise<Publication> {
    return (await this.#ask('PUT', `${id}/publication`, { index })) as unknown as Publication;
  }

  async unpublish(id: string): Promise<void> {
    await this.#ask('DELETE', `${id}/publication`);
  }

  /** Returns the object of an answer in JSON; an empty one if it has none. */
  async #ask(
    method: string,
    path: string,
    body?: object,
    signal?: AbortSignal,
  ): Promise<Record<string, unknown>> {
    const response = await this.#fetch(method, path, body, signal);
    const text = await response.text();
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  }

  /** @param body a file as it is, or an object in JSON */
  async #fetch(
    method: string,
    path: string,
    body?: object,
    signal?: AbortSignal,
  ): Promise<Response> {
    const address = path === '.' ? this.#address.href.slice(0, -1) : new URL(path, this.#address);
    const content =
      body === undefined || body instanceof Blob
        ? { body: body ?? null }
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    let response: Response;
    try {
      response = await fetch(address, {
        method,
        ...content,
        signal: AbortSignal.any([
          AbortSignal.timeout(ANSWER_TIMEOUT_MS),
          ...(signal === undefined ? [] : [signal]),
        ]),
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw new ServerError(0, sharingMessage('notReachable'), { cause: error });
    }
    if (!response.ok) {
      throw new ServerError(response.status, await problemOf(response));
    }
    return response;
  }
}

/** Thrown when the server refuses a request, or does not answer; its message is for the user. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  /** That of the answer; 0 if there is none. */
  readonly status: number;

  constructor(status: number, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.status = status;
  }
}

/** Returns whether a request failed because the server did not answer. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof ServerError && error.status === 0;
}

/** Returns the reason that an answer gives, as RFC 9457 has it. */
async function problemOf(response: Response): Promise<string> {
  // A proxy in front of the server answers in another form.
  const problem = parseJson(await response.text());
  const reason =
    hasShape(problem, { detail: isString }) && hasShape(problem, { status: isCount })
      ? (problem as { readonly detail: string }).detail
      : response.status === TOO_LARGE
        ? sharingMessage('tooLarge')
        : String(response.status);
  return sharingMessage('failed', { reason });
}
