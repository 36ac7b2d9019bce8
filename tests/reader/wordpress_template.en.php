<?php
/* Template Name: Cookies */
get_header(); ?>
<main>
  <h1><?php the_title(); ?></h1>
  <h2><?php _e( 'Strictly necessary cookies', 'rowers' ); ?></h2>
  <table>
    <tr><th><?php _e( 'Name', 'rowers' ); ?></th><th><?php _e( 'Purpose', 'rowers' ); ?></th><th><?php _e( 'Duration', 'rowers' ); ?></th></tr>
    <tr><td>boat_booking</td><td><?php echo __( 'Keeps your booking', 'rowers' ); ?></td><td><?= __( '1 hour' ) ?></td></tr>
    <tr><td>rowerslang</td><td><?php _e( 'Keeps your language', 'rowers' ); ?></td><td>1 year</td></tr>
  </table>
  <h2><?php _e( 'Analytics', 'rowers' ); ?></h2>
  <ul><li><code>_ga</code> – <?php _e( 'counts visits', 'rowers' ) ?> (2 years)</li></ul>
</main>
<?php get_footer(); ?>
