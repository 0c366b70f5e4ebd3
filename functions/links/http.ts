import { linksApi } from '../../shared/links/api.ts';
import { httpFunction } from '../pipelines/http.ts';
import { httpPorts } from '../pipelines/ports.ts';
import { linkHandlers } from './handlers.ts';

const ports = httpPorts();

/** `/l/…`: what customers open from their messages. */
export const handler = httpFunction(ports, linksApi, linkHandlers(ports));
