namespace Anomaly.Notifications.Delivery.Addresses;

/// <summary>A name leads to an address that nothing may be sent to. The message says which, and by which setting.</summary>
internal sealed class AddressRefusedException(string message) : Exception(message);
