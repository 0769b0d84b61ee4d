import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What `/metrics` shows: the process, and each operation's answers by status and time. */
export class Metrics {
  readonly registry = new Registry();
  readonly #duration: Histogram;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.#duration = new Histogram({
      name: 'hoso_http_request_seconds',
      help: 'Time from the head of a request to the end of its answer.',
      labelNames: ['operation', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10, 60],
      registers: [this.registry],
    });
  }

  observe(operation: string, status: number, seconds: number): void {
    this.#duration.observe({ operation, status: String(status) }, seconds);
  }
}
