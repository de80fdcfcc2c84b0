/** Photos and documents on their way into the answer: picked, pasted or dropped, made small, and what cannot go says what to do instead. */
import { useCallback, useState, type Dispatch, type DragEvent } from 'react';
import { readyToSend } from '../picture-file';
import { useLanguage } from '../staff/context';
import { FILE_TEXTS } from './file-texts';
import { MOST_FILES, type CaseEvent, type OpenCase, type OutgoingFile } from './open-case';

export interface Picking {
  /** What could not be taken, each in a sentence. */
  readonly faults: readonly string[];
  readonly offer: (files: FileList | null) => void;
  /** What was wrong is no longer told. */
  readonly clear: () => void;
}

/** What a form takes in all, with room for the rest of it. */
const LARGEST_TOGETHER = 11 * 1024 * 1024;

export function usePicking({ thread, picked }: Pick<OpenCase, 'thread' | 'picked'>, tell: Dispatch<CaseEvent>): Picking {
  const texts = FILE_TEXTS[useLanguage()];
  const [faults, setFaults] = useState<readonly string[]>([]);
  const take = async (files: readonly File[]): Promise<void> => {
    const room = files.slice(0, Math.max(0, MOST_FILES - picked.length));
    const made = await Promise.all(room.map(async (file) => [file, await ready(file)] as const));
    const good = made.flatMap(([, file]) => (typeof file === 'string' ? [] : [file]));
    const light = lightEnough(picked, good);
    if (light.length > 0) tell({ type: 'picked', thread, files: light });
    setFaults([
      ...made.flatMap(([{ name }, file]) => (typeof file === 'string' ? [texts.faults[file](name)] : [])),
      ...(light.length < good.length ? [texts.tooHeavy] : []),
      ...(files.length > room.length ? [texts.tooMany(MOST_FILES)] : []),
    ]);
  };
  return { faults, offer: (files) => void take([...(files ?? [])]), clear: () => setFaults([]) };
}

function lightEnough(picked: readonly OutgoingFile[], files: readonly OutgoingFile[]): readonly OutgoingFile[] {
  let together = picked.reduce((sum, { size }) => sum + size, 0);
  return files.filter(({ size }) => (together += size) <= LARGEST_TOGETHER);
}

async function ready(file: File): Promise<OutgoingFile | 'too_large' | 'unknown'> {
  const made = await readyToSend(file).catch(() => 'unknown' as const);
  return typeof made === 'string' ? made : { ...made, size: Math.floor(((made.data.length - made.data.indexOf(',') - 1) * 3) / 4) };
}

export interface Dropping {
  readonly over: boolean;
  readonly zone: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

/** Only files count: text that is dragged about goes where it always went. */
export function useDropping(mayTake: boolean, offer: Picking['offer']): Dropping {
  const [over, setOver] = useState(false);
  const onDragOver = useCallback((event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = mayTake ? 'copy' : 'none';
    setOver(mayTake);
  }, [mayTake]);
  const onDragLeave = useCallback((event: DragEvent): void => {
    if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setOver(false);
  }, []);
  const onDrop = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(false);
    if (mayTake) offer(event.dataTransfer.files);
  };
  return { over, zone: { onDragOver, onDragLeave, onDrop } };
}
