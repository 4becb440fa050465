package gov.mt.immtrax.access.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What imMTrax can do with its logins.
 *
 * @param severalEmployers whether one login may have access under several employers at a time; otherwise it can only
 *     move from one to the other
 */
@ConfigurationProperties("immtrax.account")
public record AccountSettings(@DefaultValue("true") boolean severalEmployers) {}
