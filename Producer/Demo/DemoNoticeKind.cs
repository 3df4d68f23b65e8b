namespace Anomaly.Producer.Demo;

/// <summary>What the demo says.</summary>
public enum DemoNoticeKind
{
    /// <summary>It sends.</summary>
    Started = 0,

    /// <summary>It put an anomaly into a series.</summary>
    Injected = 1,

    /// <summary>It waits for the service to read on, or goes on.</summary>
    Flow = 2,

    /// <summary>The broker does not take its records.</summary>
    Failing = 3,

    /// <summary>The broker takes its records again.</summary>
    Recovered = 4,
}
