import { amendmentsApi } from '../../shared/amendments/api.ts';
import { webhooksApi } from '../../shared/webhooks/api.ts';
import { backordersApi } from '../../shared/backorders/api.ts';
import { learningApi } from '../../shared/proposals/api.ts';
import { openapi } from '../../shared/http/openapi.ts';
import { webApi } from '../../shared/http/web-api.ts';
import { linksApi } from '../../shared/links/api.ts';
import { noticesApi } from '../../shared/notices/api.ts';
import { ordersApi } from '../../shared/orders/api.ts';
import { reportsApi } from '../../shared/reports/api.ts';
import { refundsApi } from '../../shared/refunds/api.ts';
import { stockApi } from '../../shared/stock/api.ts';
import { storesApi } from '../../shared/stores/api.ts';

/** Every capability's calls in one contract. Loaded when it is asked for: health and sign-in need none of it. */
export const contract = (publicUrl: string): object =>
  openapi(
    [
      ordersApi,
      storesApi,
      noticesApi,
      reportsApi,
      refundsApi,
      stockApi,
      backordersApi,
      webhooksApi,
      amendmentsApi,
      learningApi,
      linksApi,
      webApi,
    ],
    publicUrl,
  );
