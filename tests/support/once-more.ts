/**
 * Suites in which real processes and browsers run beside each other are tried once more when a test fails on a busy machine,
 * with its first fault printed. What is really broken fails twice. Everything in-process gets one try.
 */
const WITH_PROCESSES = /[\\/]tests[\\/](journeys|crash|flood|contracts|bot[\\/]storage|bot[\\/]channels|bot[\\/]notices)[\\/]/;

if (WITH_PROCESSES.test(expect.getState().testPath ?? '')) jest.retryTimes(1, { logErrorsBeforeRetry: true });
