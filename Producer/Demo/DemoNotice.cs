namespace Anomaly.Producer.Demo;

/// <summary>Something that the demo has to say.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Message">A sentence.</param>
public sealed record DemoNotice(DemoNoticeKind Kind, string Message);
