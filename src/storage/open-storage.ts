import { type IDBPDatabase, openDB } from 'idb'

/** Records by key in the browser's own database on this computer. */
export interface Storage<T> {
  /** Every record there is, in no order. */
  all(): Promise<readonly T[]>
  get(key: string): Promise<T | null>
  /** Resolves when the record is safe. While one write runs, later ones for its key wait as one: the newest. */
  put(key: string, record: T): Promise<void>
  remove(key: string): Promise<void>
}

const TABLE = 'records'

type Write<T> = { next: T; readonly done: Promise<void> }

/** Opens one kind of record. @param name of the database @param version a database of another version is emptied */
export const openStorage = <T>(name: string, version: number): Storage<T> => {
  const opened = openDB(name, version, {
    upgrade: (database) => {
      for (const old of database.objectStoreNames) database.deleteObjectStore(old)
      database.createObjectStore(TABLE)
    },
    // Another tab wants to open a newer version: it must not wait for this one.
    blocking: (_current, _blocked, event) => (event.target as unknown as IDBPDatabase).close(),
  })
  opened.catch(() => {})
  const writing = new Map<string, Write<T>>()

  const write = async (key: string, first: T): Promise<void> => {
    const database = await opened
    for (let record: T | undefined = first; record !== undefined; ) {
      await database.put(TABLE, record, key)
      const next = writing.get(key)?.next
      record = next === record ? undefined : next
    }
  }

  return {
    all: async () => (await opened).getAll(TABLE),
    get: async (key) => (await (await opened).get(TABLE, key)) ?? null,
    put: (key, record) => {
      const running = writing.get(key)
      if (running !== undefined) {
        running.next = record
        return running.done
      }
      const done = write(key, record).finally(() => writing.delete(key))
      writing.set(key, { next: record, done })
      return done
    },
    remove: async (key) => {
      await writing.get(key)?.done.catch(() => {})
      await (await opened).delete(TABLE, key)
    },
  }
}
