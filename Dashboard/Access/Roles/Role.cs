namespace Anomaly.Dashboard.Access.Roles;

/// <summary>What somebody may. Each may all that those before it may.</summary>
public enum Role
{
    /// <summary>Reads everything but keys and the audit log, and tries settings without changing any.</summary>
    Viewer,

    /// <summary>Works with what arises: judges anomalies, looks after incidents, silences, gives a series settings of its own, sends samples.</summary>
    Operator,

    /// <summary>Says how the service works: rules, routes, channels, keys; reads the audit log.</summary>
    Admin,
}
