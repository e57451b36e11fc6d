import type { RequestContext } from '../context/request-context.ts';
import type { DeliveryAdmin } from '../delivery/admin/admin.ts';

/** What the services of operators need of a request. */
export interface OperatorRequest
  extends Pick<RequestContext, 'db' | 'account' | 'community' | 'roles'> {
  deliveryAdmin: DeliveryAdmin;
}
