using Microsoft.Extensions.Options;

namespace Anomaly.Grains.Partitions;

[OptionsValidator]
internal sealed partial class PartitionOptionsValidator : IValidateOptions<PartitionOptions>;
