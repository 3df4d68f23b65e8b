using Microsoft.Extensions.Options;

namespace Anomaly.Grains.Ingestion;

[OptionsValidator]
internal sealed partial class IngestOptionsValidator : IValidateOptions<IngestOptions>;
