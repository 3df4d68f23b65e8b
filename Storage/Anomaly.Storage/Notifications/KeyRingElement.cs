namespace Anomaly.Storage.Notifications;

/// <summary>An element of ASP.NET's key ring.</summary>
/// <param name="Id">Its id here.</param>
/// <param name="Name">What ASP.NET calls it.</param>
/// <param name="Xml">Its text, what is secret in it encrypted.</param>
public sealed record KeyRingElement(Guid Id, string Name, string Xml);
