/** Photos and files of customers for who helps them: the same guard as the cases, bytes that run nothing. */
import type { Route } from '../http/route';
import { fileReply } from '../media/links';
import type { Media } from '../media/media';
import type { StaffRoutes } from './guard';

export const mediaRoutes = (media: Pick<Media, 'find'>, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/media/:id', async ({ params }) => fileReply(await media.find(params['id'] ?? ''))),
];
