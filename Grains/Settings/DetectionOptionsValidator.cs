using Microsoft.Extensions.Options;

namespace Anomaly.Grains.Settings;

[OptionsValidator]
internal sealed partial class DetectionOptionsValidator : IValidateOptions<DetectionOptions>;
